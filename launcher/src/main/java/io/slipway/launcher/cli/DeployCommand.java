package io.slipway.launcher.cli;

import io.slipway.launcher.engine.ArtifactStore;
import io.slipway.launcher.engine.DeployException;
import io.slipway.launcher.plan.Plan;
import io.slipway.launcher.plan.Planner;
import io.slipway.launcher.spec.Deployable;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.launcher.spec.SpecException;
import io.slipway.launcher.spec.SpecReader;
import io.slipway.local.platform.Addresses;
import io.slipway.marathon.AppId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes what runs what a service's spec and playbook say. */
@Command(
        name = "deploy",
        description =
                "Show what would change between what runs and a service's slipway.yml with a playbook, then do it."
                        + " What does not get healthy in time is rolled back.")
final class DeployCommand implements Callable<Integer> {

    private final Context context;

    @Parameters(paramLabel = "FOLDER", description = "The service's folder: slipway.yml, playbooks/, a built artifact.")
    private Path folder = Path.of(".");

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            defaultValue = "local",
            description = "The playbook to join: playbooks/NAME.yml (default: local).")
    private String environment = "local";

    @Option(names = "--dry-run", description = "Only show the plan.")
    private boolean dryRun;

    DeployCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Deployable service = read();
        Addresses platform = context.platform();
        try (PlatformClients clients = PlatformClients.open(platform)) {
            Plan plan = plan(service, platform, clients);
            context.out().print(plan);
            context.out().flush();
            if (!dryRun) {
                clients.engine(context).apply(plan);
            }
        } catch (DeployException e) {
            throw CommandFailure.failed(e.getMessage() + e.task().map(this::log).orElse(""));
        }
        return ExitCode.OK;
    }

    private Deployable read() {
        try {
            return SpecReader.read(folder, environment);
        } catch (SpecException e) {
            throw CommandFailure.badInput("Cannot deploy " + folder + ":\n" + e.getMessage());
        }
    }

    private Plan plan(Deployable service, Addresses platform, PlatformClients clients) {
        String name = service.spec().name();
        return Planner.plan(
                service,
                new ArtifactStore(context.home().artifacts()).locate(name, service.artifact()),
                platform.consul(""),
                clients.marathon().app(AppId.of(name)),
                clients.registry().entry(SettingsDocument.key(name)));
    }

    private String log(String task) {
        Path sandbox = context.home().sandboxes().resolve(task);
        return Files.isDirectory(sandbox) ? "\nWhat it wrote: " + sandbox : "";
    }
}
