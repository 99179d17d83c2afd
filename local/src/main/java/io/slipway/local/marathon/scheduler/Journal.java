package io.slipway.local.marathon.scheduler;

import com.fasterxml.jackson.core.type.TypeReference;
import io.slipway.local.marathon.definition.AppVersion;
import io.slipway.local.marathon.disk.Disk;
import io.slipway.local.marathon.plan.Backoff;
import io.slipway.local.marathon.state.AppState;
import io.slipway.local.marathon.state.Deployment;
import io.slipway.local.marathon.state.Instance;
import io.slipway.local.marathon.state.Past;
import io.slipway.local.marathon.state.TaskFailure;
import io.slipway.local.marathon.state.World;
import io.slipway.marathon.AppId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the world down, row by row as it changes, and reads it back after a kill.
 *
 * <p>When and how a check last went is written only when it changes somebody's health: the rest is asked again anyway.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String APPS = "apps";
    private static final String INSTANCES = "instances";
    private static final String DEPLOYMENTS = "deployments";
    private static final String NOTES = "notes";
    private static final String GROUPS = "groups";
    private static final String PAST = "past";
    private static final String FACTS = "facts";
    private static final String VERSION = "version";

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    private final @Nullable Supplier<Disk> open;
    private @Nullable Disk disk;
    private Saved written = Saved.NOTHING;

    private Journal(@Nullable Supplier<Disk> open) {
        this.open = open;
        this.disk = open == null ? null : open.get();
    }

    /** Keeps nothing. */
    public static Journal none() {
        return new Journal(null);
    }

    /** Opens a file, and opens it again when it was given up because nothing could be written. */
    public static Journal on(Supplier<Disk> open) {
        return new Journal(open);
    }

    /** Returns a random id which lasts as long as the file. */
    public String identity(String name) {
        String fresh = UUID.randomUUID().toString();
        if (disk == null) {
            return fresh;
        }
        String known = disk.read(FACTS).get(name);
        disk.put(FACTS, name, known == null ? fresh : known);
        return known == null ? fresh : known;
    }

    /**
     * Holds an app's row.
     *
     * @param versions oldest first; the last is what the app is
     */
    private record AppRow(
            List<AppVersion> versions,
            Backoff backoff,
            @Nullable TaskFailure lastFailure) {

        static AppRow of(AppState app) {
            return new AppRow(app.versions(), app.backoff(), app.lastFailure());
        }

        AppState app(List<Instance> instances) {
            return new AppState(versions.get(versions.size() - 1), versions, instances, backoff, lastFailure);
        }
    }

    /** Holds an instance's row. */
    private record InstanceRow(boolean leaving, Instance instance) {

        static final String BEFORE_UUID = ".instance-";

        /** Tells when it was scheduled. */
        long age() {
            String id = instance.id();
            return UUID.fromString(id.substring(id.lastIndexOf(BEFORE_UUID) + BEFORE_UUID.length()))
                    .timestamp();
        }
    }

    Saved read() {
        if (disk == null) {
            return Saved.NOTHING;
        }
        List<InstanceRow> rows = disk.read(INSTANCES).values().stream()
                .map(text -> Encoding.read(text, InstanceRow.class))
                .sorted(Comparator.comparing(InstanceRow::age))
                .toList();
        Map<AppId, List<Instance>> instances = rows.stream()
                .filter(row -> !row.leaving())
                .map(InstanceRow::instance)
                .collect(Collectors.groupingBy(Instance::app));
        Map<AppId, AppState> apps = new HashMap<>();
        disk.read(APPS).forEach((path, text) -> {
            AppId id = AppId.of(path);
            apps.put(id, Encoding.read(text, AppRow.class).app(instances.getOrDefault(id, List.of())));
        });
        List<Deployment> deployments = disk.read(DEPLOYMENTS).values().stream()
                .map(text -> Encoding.read(text, Deployment.class))
                .toList();
        Map<String, Notes> notes = new HashMap<>();
        disk.read(NOTES).forEach((id, text) -> notes.put(id, Encoding.read(text, Notes.class)));
        List<Instance> leaving = rows.stream()
                .filter(InstanceRow::leaving)
                .map(InstanceRow::instance)
                .toList();
        String version = disk.read(FACTS).getOrDefault(VERSION, World.EMPTY.version());
        SortedMap<String, List<String>> groups = new TreeMap<>();
        disk.read(GROUPS).forEach((path, text) -> groups.put(path, Encoding.read(text, STRINGS)));
        List<Past> past = disk.read(PAST).values().stream()
                .map(text -> Encoding.read(text, Past.class))
                .sorted(Comparator.comparing(Past::version))
                .toList();
        written = new Saved(new World(apps, leaving, deployments, Map.of(), groups, version, past), notes);
        return written;
    }

    /**
     * Writes what has changed since the last time; returns when it is on the disk.
     *
     * @throws IllegalStateException when it could not be written; the next call writes everything anew
     */
    void save(Saved now) {
        if (open == null) {
            return;
        }
        try {
            Disk target = disk == null ? reopened(open) : disk;
            rows(target, APPS, written.world().apps(), now.world().apps(), AppId::path, Journal::isSame, AppRow::of);
            rows(target, INSTANCES, instances(written), instances(now), id -> id, Journal::isSame, row -> row);
            rows(target, DEPLOYMENTS, deployments(written), deployments(now), id -> id, Object::equals, one -> one);
            rows(target, NOTES, written.notes(), now.notes(), id -> id, Object::equals, one -> one);
            rows(target, GROUPS, written.world().groups(), now.world().groups(), id -> id, Object::equals, one -> one);
            rows(target, PAST, past(written), past(now), version -> version, Object::equals, one -> one);
            if (!now.world().version().equals(written.world().version())) {
                target.put(FACTS, VERSION, now.world().version());
            }
            target.sync();
            written = now;
        } catch (RuntimeException e) {
            giveUp(e);
            throw e;
        }
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }

    private Disk reopened(Supplier<Disk> supplier) {
        Disk opened = supplier.get();
        Stream.of(APPS, INSTANCES, DEPLOYMENTS, NOTES, GROUPS, PAST).forEach(opened::clear);
        written = Saved.NOTHING;
        disk = opened;
        LOG.info("The journal can be written again");
        return opened;
    }

    private void giveUp(RuntimeException reason) {
        if (disk != null) {
            LOG.error("The journal cannot be written: who changes anything is told so until it can", reason);
            disk.close();
            disk = null;
        }
    }

    private static boolean isSame(AppState one, AppState other) {
        return one.versions().equals(other.versions())
                && one.backoff().equals(other.backoff())
                && Objects.equals(one.lastFailure(), other.lastFailure());
    }

    private static boolean isSame(InstanceRow one, InstanceRow other) {
        return one.leaving() == other.leaving() && one.instance().isSameButForTimesOfChecks(other.instance());
    }

    private static <K, V> void rows(
            Disk disk,
            String table,
            Map<K, V> before,
            Map<K, V> after,
            Function<K, String> key,
            BiPredicate<V, V> same,
            Function<V, Object> row) {
        before.keySet().stream()
                .filter(id -> !after.containsKey(id))
                .forEach(id -> disk.put(table, key.apply(id), null));
        after.forEach((id, value) -> {
            V old = before.get(id);
            if (old == null || !same.test(old, value)) {
                disk.put(table, key.apply(id), Encoding.write(row.apply(value)));
            }
        });
    }

    private static Map<String, InstanceRow> instances(Saved saved) {
        Map<String, InstanceRow> rows = new HashMap<>();
        saved.world().apps().values().forEach(app -> add(rows, app.instances(), false));
        add(rows, saved.world().leaving(), true);
        return rows;
    }

    private static void add(Map<String, InstanceRow> rows, List<Instance> instances, boolean leaving) {
        instances.forEach(instance -> rows.put(instance.id(), new InstanceRow(leaving, instance)));
    }

    private static Map<String, Deployment> deployments(Saved saved) {
        return saved.world().deployments().stream().collect(Collectors.toMap(Deployment::id, one -> one));
    }

    private static Map<String, Past> past(Saved saved) {
        return saved.world().past().stream().collect(Collectors.toMap(Past::version, one -> one));
    }
}
