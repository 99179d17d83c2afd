package io.slipway.local.consul.api;

import io.slipway.local.consul.http.ApiError;
import io.slipway.local.consul.http.Fields;
import io.slipway.local.consul.http.Shape;
import io.slipway.local.consul.store.LocalCheck;
import io.slipway.local.consul.store.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what is registered as a service with this agent. */
final class ServiceForm {

    static final Shape ADDRESS =
            Shape.strict("ServiceAddress").with(Shape.TEXT, "Address").with(Shape.INTEGER, "Port");

    static final Shape WEIGHTS = Shape.strict("Weights").with(Shape.INTEGER, "Passing", "Warning");

    static final Shape SHAPE = Shape.strict("")
            .with(Shape.TEXT, "Kind", "ID", "Name", "Address", "Token")
            .with(Shape.TEXTS, "Tags")
            .with(Shape.TEXT_MAP, "Meta")
            .with(Shape.INTEGER, "Port")
            .with(Shape.FLAG, "EnableTagOverride")
            .with(Shape.mapOf(ADDRESS.asType()), "TaggedAddresses")
            .with(WEIGHTS.asType(), "Weights")
            .with(CheckForm.IN_SERVICE.asType(), "Check")
            .with(Shape.listOf(CheckForm.IN_SERVICE.asType()).called("structs.CheckTypes"), "Checks")
            .with(Shape.ANYTHING, "Proxy", "Connect")
            .alias("enable_tag_override", "EnableTagOverride")
            .alias("tagged_addresses", "TaggedAddresses");

    private static final List<String> ANY_ADDRESS = List.of("0.0.0.0", "::", "[::]");
    private static final int HEAVIEST = 65_535;
    private static final int MOST_META = 64;
    private static final int LONGEST_META_KEY = 128;
    private static final int LONGEST_META_VALUE = 512;

    private final Fields body;
    private final String node;

    ServiceForm(Fields body, String node) {
        this.body = body;
        this.node = node;
    }

    /** Reads the service, or refuses it as Consul does. */
    Service service() {
        String name = body.text("Name");
        if (name.isEmpty()) {
            throw ApiError.badRequest("Missing service name");
        }
        if (ANY_ADDRESS.contains(body.text("Address"))) {
            throw ApiError.badRequest("Invalid service address");
        }
        checkWeights();
        checkMeta();
        return new Service(
                node,
                body.text("ID").isEmpty() ? name : body.text("ID"),
                name,
                body.texts("Tags"),
                body.text("Address"),
                body.integer("Port"),
                withAddress(taggedAddresses(body), new Service.Address(body.text("Address"), body.integer("Port"))),
                Map.copyOf(body.textMap("Meta")),
                weights(body),
                body.flag("EnableTagOverride"),
                0,
                0);
    }

    /** Reads the service's checks, or refuses them all. */
    List<LocalCheck> checks(Service service) {
        List<CheckForm> forms = new ArrayList<>();
        Fields single = body.object("Check");
        if (single != null && !single.isEmpty()) {
            forms.add(new CheckForm(single, node));
        }
        body.objects("Checks").forEach(check -> forms.add(new CheckForm(check, node)));
        forms.forEach(CheckForm::validate);
        List<LocalCheck> checks = new ArrayList<>();
        for (CheckForm form : forms) {
            String numbered = forms.size() == 1 ? "" : ":" + (checks.size() + 1);
            checks.add(form.ofService(service, "service:" + service.id() + numbered));
        }
        return checks;
    }

    static Map<String, Service.Address> taggedAddresses(Fields body) {
        Map<String, Service.Address> addresses = new LinkedHashMap<>();
        body.objectMap("TaggedAddresses")
                .forEach((tag, address) ->
                        addresses.put(tag, new Service.Address(address.text("Address"), address.integer("Port"))));
        return addresses;
    }

    static Service.Weights weights(Fields body) {
        Fields weights = body.object("Weights");
        return weights == null
                ? Service.Weights.EVEN
                : new Service.Weights(weights.integer("Passing"), weights.integer("Warning"));
    }

    /** Consul's agent adds what it can tell about a plain IP address. */
    private static Map<String, Service.Address> withAddress(
            Map<String, Service.Address> given, Service.Address address) {
        String family = address.address().contains(":")
                ? "ipv6"
                : address.address().matches("\\d{1,3}(\\.\\d{1,3}){3}") ? "ipv4" : "";
        Map<String, Service.Address> all = new HashMap<>(given);
        if (!family.isEmpty()) {
            all.putIfAbsent("lan_" + family, address);
            all.putIfAbsent("wan_" + family, address);
        }
        return Map.copyOf(all);
    }

    private void checkWeights() {
        Service.Weights weights = weights(body);
        if (weights.passing() < 1) {
            throw ApiError.badRequest("Invalid Weights: Passing must be greater than 0");
        }
        if (weights.warning() < 0) {
            throw ApiError.badRequest("Invalid Weights: Warning must be greater or equal than 0");
        }
        if (weights.passing() > HEAVIEST || weights.warning() > HEAVIEST) {
            throw ApiError.badRequest("Invalid Weights: DNS Weight must be between 0 and 65535");
        }
    }

    private void checkMeta() {
        Map<String, String> meta = body.textMap("Meta");
        if (meta.size() > MOST_META) {
            throw ApiError.badRequest(
                    "Invalid Service Meta: Node metadata cannot contain more than " + MOST_META + " key/value pairs");
        }
        meta.forEach((key, value) -> {
            String problem = problem(key, value);
            if (!problem.isEmpty()) {
                throw ApiError.badRequest("Invalid Service Meta: Couldn't load metadata pair ('" + key + "', '" + value
                        + "'): " + problem);
            }
        });
    }

    private static String problem(String key, String value) {
        if (key.isEmpty()) {
            return "Key cannot be blank";
        }
        if (!key.matches("[a-zA-Z0-9_-]+")) {
            return "Key contains invalid characters";
        }
        if (key.length() > LONGEST_META_KEY) {
            return "Key is too long (limit: " + LONGEST_META_KEY + " characters)";
        }
        if (key.startsWith("consul-")) {
            return "Key prefix 'consul-' is reserved for internal use";
        }
        return value.length() > LONGEST_META_VALUE
                ? "Value is too long (limit: " + LONGEST_META_VALUE + " characters)"
                : "";
    }
}
