package io.slipway.launcher.cli;

import io.slipway.template.DescriptionException;
import io.slipway.template.GeneratedService;
import io.slipway.template.ServiceDescription;
import io.slipway.template.ServiceGenerator;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Generates a service. */
@Command(name = "new", description = "Generate a service: a Maven project whose tests pass.")
final class NewCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(
            paramLabel = "NAME",
            description = "The service's name: the folder, and its name in Consul and Marathon.")
    private String name = "";

    @Option(names = "--package", paramLabel = "PACKAGE", description = "Its Java package (default: com.example.NAME).")
    private @Nullable String packageName;

    @Option(names = "--team", paramLabel = "TEAM", description = "Who answers for it.")
    private @Nullable String team;

    @Option(
            names = "--calls",
            paramLabel = "SERVICE",
            split = ",",
            description = "A service that it calls; several with commas.")
    private List<String> calls = List.of();

    @Option(
            names = "--into",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The folder that receives it (default: this one).")
    private Path into = Path.of(".");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where it listens when it is started by hand (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--route",
            paramLabel = "PATH",
            description = "The path that the edge sends to it (default: /NAME); \"\" hides it from the edge.")
    private @Nullable String route;

    @Option(
            names = "--java",
            paramLabel = "RELEASE",
            description = "The release of Java that it is compiled for: 17, 21 or 25 (default: 17).")
    private @Nullable Integer java;

    @Option(
            names = "--docker",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether it has an image (default: it has).")
    private boolean docker = true;

    @Option(names = "--dry-run", description = "List the files that would be written, and write none.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    NewCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ServiceGenerator generator = new ServiceGenerator();
        ServiceDescription described = description();
        GeneratedService service = dryRun ? generator.plan(described, into) : generator.generate(described, into);
        if (json) {
            context.out().println(GeneratedJson.of(service, !dryRun));
        } else if (dryRun) {
            context.out().println("Would generate " + service.folder() + ":");
            service.files().forEach(file -> context.out().println("  " + file));
        } else {
            context.out()
                    .println("Generated " + service.folder() + ": "
                            + service.files().size() + " files. Next:");
            context.out().println("  mvn -f " + service.folder().resolve("pom.xml") + " verify");
            context.out().println("  slipway deploy " + service.folder());
        }
        return ExitCode.OK;
    }

    private ServiceDescription description() {
        ServiceDescription.Builder builder =
                ServiceDescription.named(name).calls(calls).docker(docker);
        if (packageName != null) {
            builder.packageName(packageName);
        }
        if (team != null) {
            builder.team(team);
        }
        if (port != null) {
            builder.port(port);
        }
        if (route != null) {
            builder.route(route);
        }
        if (java != null) {
            builder.java(java);
        }
        try {
            return builder.build();
        } catch (DescriptionException e) {
            throw CommandFailure.badInput("Cannot generate a service:\n  " + String.join("\n  ", e.problems()));
        }
    }
}
