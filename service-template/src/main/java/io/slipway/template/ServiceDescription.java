package io.slipway.template;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes the service to generate.
 *
 * @param name a DNS label: the folder, the name in Consul, the id in Marathon, the resource {@code /<name>}
 * @param packageName the Java package of its types, such as {@code com.example.orders}
 * @param team who answers for it; a DNS label
 * @param calls the names of the services it calls, in the order given
 * @param port where it listens when nobody tells it by {@code PORT0}
 * @param route the path that the edge sends to it; empty for a service that the edge does not show
 * @param java the release of Java that it is compiled for
 * @param docker whether it has an image
 */
public record ServiceDescription(
        String name,
        String packageName,
        String team,
        List<String> calls,
        int port,
        String route,
        int java,
        boolean docker) {

    /** The releases that the kit itself is tested on, and the one between them that is supported long. */
    static final List<Integer> JAVA_RELEASES = List.of(17, 21, 25);

    /** Throws {@link DescriptionException} with everything that is wrong. */
    public ServiceDescription {
        calls = List.copyOf(calls);
        List<String> problems = DescriptionCheck.problems(name, packageName, team, calls, port, route, java);
        if (!problems.isEmpty()) {
            throw new DescriptionException(problems);
        }
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    static String defaultPackage(String name) {
        return "com.example." + name.replace("-", "");
    }

    static String defaultRoute(String name) {
        return "/" + name;
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {

        private final String name;
        private @Nullable String packageName;
        private @Nullable String route;
        private String team = "platform";
        private List<String> calls = List.of();
        private int port = 8080;
        private int java = 17;
        private boolean docker = true;

        private Builder(String name) {
            this.name = name;
        }

        /** {@code com.example.<name without dashes>} by default. */
        public Builder packageName(String packageName) {
            this.packageName = packageName;
            return this;
        }

        /** {@code platform} by default. */
        public Builder team(String team) {
            this.team = team;
            return this;
        }

        /** None by default. */
        public Builder calls(List<String> calls) {
            this.calls = List.copyOf(calls);
            return this;
        }

        /** 8080 by default. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** {@code /<name>} by default; empty hides the service from the edge. */
        public Builder route(String route) {
            this.route = route;
            return this;
        }

        /** 17 by default. */
        public Builder java(int java) {
            this.java = java;
            return this;
        }

        /** With an image by default. */
        public Builder docker(boolean docker) {
            this.docker = docker;
            return this;
        }

        /** Throws {@link DescriptionException} with everything that is wrong. */
        public ServiceDescription build() {
            return new ServiceDescription(
                    name,
                    Objects.requireNonNullElseGet(packageName, () -> defaultPackage(name)),
                    team,
                    calls,
                    port,
                    Objects.requireNonNullElseGet(route, () -> defaultRoute(name)),
                    java,
                    docker);
        }
    }
}
