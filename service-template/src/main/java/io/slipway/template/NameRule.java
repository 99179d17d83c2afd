package io.slipway.template;

import java.util.List;
import java.util.Map;

/** Holds the names of services to what is still free. */
final class NameRule {

    private static final String MARATHONS_PATH = "Marathon has a path of its own that ends so";
    private static final String OWN_PAGES = "every service has pages of its own below that path";

    /** Name to reason. */
    static final Map<String, String> RESERVED = Map.ofEntries(
            Map.entry("actuator", OWN_PAGES),
            Map.entry("admin", OWN_PAGES),
            Map.entry("error", OWN_PAGES),
            Map.entry("swagger-ui", OWN_PAGES),
            Map.entry("v3", OWN_PAGES),
            Map.entry("webjars", OWN_PAGES),
            Map.entry("restart", MARATHONS_PATH),
            Map.entry("tasks", MARATHONS_PATH),
            Map.entry("versions", MARATHONS_PATH),
            Map.entry("consul", "Consul registers itself by that name"),
            Map.entry("haproxy", "a part of the platform is called so"),
            Map.entry("marathon", "a part of the platform is called so"),
            Map.entry("slipway", "a part of the platform is called so"),
            Map.entry("test", "its types, TestApplication and so on, would read as tests"),
            Map.entry("mock", "MockResponse is a type that its tests use"),
            Map.entry("rest", "RestController is a type of Spring"),
            Map.entry("spring", "SpringApplication is a type of Spring"),
            Map.entry("spring-boot", "SpringBootApplication is a type of Spring"),
            Map.entry("basic-error", "basicErrorController is a bean of Spring"));

    private NameRule() {}

    static List<String> problems(String what, String name) {
        String reason = RESERVED.get(name);
        if (reason != null) {
            return List.of(what + " " + Quoted.of(name) + " is reserved: " + reason + "; choose another, such as \""
                    + name + "-service\".");
        }
        return LabelRule.problems(what, name);
    }

    /** Says whether every service answers below {@code /<segment>} itself. */
    static boolean isOwnPage(String segment) {
        return OWN_PAGES.equals(RESERVED.get(segment));
    }
}
