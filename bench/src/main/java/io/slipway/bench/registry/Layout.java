package io.slipway.bench.registry;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Prepares a service's jar to be started in one of the ways that services are. */
enum Layout {
    /** The jar as the build makes it. */
    PLAIN {
        @Override
        ServiceProgram prepare(Path jars, Path home, URI consul) throws Exception {
            return new ServiceProgram(home, List.of("-jar", copy(jars.resolve("plain.jar"), home)));
        }
    },
    /** As an image holds it: extracted, wired at build time, its classes from a cache that a real start has trained. */
    IMAGE {
        @Override
        ServiceProgram prepare(Path jars, Path home, URI consul) throws Exception {
            String jar = copy(jars.resolve("wired.jar"), home);
            run(home, "-Djarmode=tools", "-jar", jar, "extract", "--destination", "app");
            List<String> start = List.of("-Dspring.aot.enabled=true", "-jar", "app/" + jar);
            String cache = Runtime.version().feature() >= 25 ? "app.aot" : "app.jsa";
            String train = cache.equals("app.aot") ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
            new ServiceProgram(home, ServiceProgram.joined(List.of(train + cache), start)).train(consul);
            // A cache that does not fit ends the start at once, so that no slow start passes for a quick one.
            List<String> use = cache.equals("app.aot")
                    ? List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on")
                    : List.of("-XX:SharedArchiveFile=" + cache, "-Xshare:on");
            return new ServiceProgram(home, ServiceProgram.joined(use, start));
        }
    };

    abstract ServiceProgram prepare(Path jars, Path home, URI consul) throws Exception;

    private static String copy(Path jar, Path home) throws Exception {
        Files.copy(jar, home.resolve("orders.jar"), StandardCopyOption.REPLACE_EXISTING);
        return "orders.jar";
    }

    private static void run(Path home, String... arguments) throws Exception {
        Process process = ServiceProgram.java(home, List.of(arguments)).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + " failed; see " + home.resolve("log"));
        }
    }
}
