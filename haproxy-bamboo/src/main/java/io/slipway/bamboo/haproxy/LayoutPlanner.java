package io.slipway.bamboo.haproxy;

import io.slipway.bamboo.haproxy.Slot.Use;
import io.slipway.bamboo.topology.Backend;
import io.slipway.bamboo.topology.Server;
import io.slipway.bamboo.topology.Standing.Wish;
import io.slipway.bamboo.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Places the servers of a topology into slots; pure. */
public final class LayoutPlanner {

    private static final int FEWEST_SLOTS = 10;

    private final Topology topology;
    private final Idle idle;
    private final Instant now;

    /** Tells whether a slot that its task left may be given to another one. */
    public interface Idle {
        boolean test(String pool, Slot slot);
    }

    public LayoutPlanner(Topology topology, Idle idle, Instant now) {
        this.topology = topology;
        this.idle = idle;
        this.now = now;
    }

    /** Plans without bounds: pools come, go and grow. */
    public Layout plan(Layout current) {
        if (!topology.known()) {
            return current;
        }
        Map<String, Pool> pools = current.byName();
        return new Layout(
                true,
                topology.backends().stream()
                        .map(backend -> pool(backend, pools.get(backend.name())))
                        .toList(),
                current.certificates());
    }

    private Pool pool(Backend backend, @Nullable Pool current) {
        List<Slot> slots = current == null ? fresh(backend.servers()) : current.slots();
        return new Pool(
                backend.name(),
                backend.routes(),
                backend.policy(),
                place(backend.name(), backend.servers(), slots, true),
                backend.snippet());
    }

    private static List<Slot> fresh(List<Server> servers) {
        return IntStream.rangeClosed(1, capacity(servers.size()))
                .mapToObj(Slot::free)
                .toList();
    }

    /** Plans what needs no reload: new backends wait, deleted ones lose their servers, what does not fit waits. */
    public Layout planInShape(Layout current) {
        if (!topology.known()) {
            return current;
        }
        Map<String, List<Server>> servers =
                topology.backends().stream().collect(Collectors.toMap(Backend::name, Backend::servers));
        return new Layout(
                current.known(),
                current.pools().stream()
                        .map(pool -> inShape(pool, servers.getOrDefault(pool.name(), List.of())))
                        .toList(),
                current.certificates());
    }

    private Pool inShape(Pool pool, List<Server> servers) {
        return pool.withSlots(place(pool.name(), servers, pool.slots(), false));
    }

    /** Returns how many slots a backend begins with: room for a whole second set, as a rolling upgrade needs it. */
    static int capacity(int servers) {
        int capacity = FEWEST_SLOTS;
        while (capacity < 2 * servers) {
            capacity *= 2;
        }
        return capacity;
    }

    private List<Slot> place(String pool, List<Server> servers, List<Slot> slots, boolean mayGrow) {
        Map<Tenant, Server> wishes = new LinkedHashMap<>();
        servers.stream()
                .filter(server -> server.standing().wish() != Wish.OUT && server.isAddressed())
                .forEach(server -> wishes.put(tenant(server), server));
        List<Slot> placed = new ArrayList<>(
                slots.stream().map(slot -> kept(pool, slot, wishes)).toList());
        Set<Tenant> housed = new HashSet<>();
        placed.forEach(slot -> housed.add(slot.target()));
        List<Server> homeless = wishes.entrySet().stream()
                .filter(wish -> !housed.contains(wish.getKey()))
                .map(Map.Entry::getValue)
                .filter(server -> server.standing().wish() == Wish.TAKE)
                .toList();
        if (mayGrow) {
            grow(placed, homeless.size() - freeSlots(placed).size());
        }
        List<Integer> free = freeSlots(placed);
        for (int i = 0; i < Math.min(free.size(), homeless.size()); i++) {
            Server server = homeless.get(i);
            placed.set(free.get(i), placed.get(free.get(i)).takenBy(tenant(server), server.weight(), now));
        }
        return placed;
    }

    private static Tenant tenant(Server server) {
        return new Tenant(server.task(), server.address(), server.port());
    }

    private Slot kept(String pool, Slot slot, Map<Tenant, Server> wishes) {
        if (slot.tenant() == null) {
            return slot;
        }
        Server server = wishes.get(slot.tenant());
        Wish wish = server == null ? Wish.OUT : server.standing().wish();
        if (server != null && wish == Wish.TAKE) {
            return slot.become(Use.READY, now).weighing(server.weight());
        }
        if (slot.use() == Use.LEFT) {
            return idle.test(pool, slot) ? slot.become(Use.FREE, now) : slot;
        }
        return slot.become(wish == Wish.DRAIN ? Use.DRAINING : Use.LEFT, now);
    }

    private static List<Integer> freeSlots(List<Slot> slots) {
        return IntStream.range(0, slots.size())
                .filter(i -> slots.get(i).use() == Use.FREE)
                .boxed()
                .toList();
    }

    /** Doubles the slots until the missing ones are there: each growth costs a reload, so there are to be few. */
    private static void grow(List<Slot> slots, int missing) {
        int wanted = slots.size();
        while (wanted < slots.size() + missing) {
            wanted *= 2;
        }
        while (slots.size() < wanted) {
            slots.add(Slot.free(slots.size() + 1));
        }
    }
}
