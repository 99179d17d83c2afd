package io.slipway.launcher.spec;

import io.slipway.launcher.spec.ServiceSpec.Health;
import io.slipway.launcher.spec.Yaml.Mapping;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a service's {@code slipway.yml} and one of its playbooks. */
public final class SpecReader {

    private final Path folder;
    private final String environment;
    private final Problems problems = new Problems();

    private SpecReader(Path folder, String environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * Reads both files.
     *
     * @param environment the playbook to join, {@code local}
     * @throws SpecException with everything that is wrong in either, and between them
     */
    public static Deployable read(Path folder, String environment) {
        return new SpecReader(folder, environment).read();
    }

    private Deployable read() {
        Path specFile = folder.resolve("slipway.yml");
        Optional<ServiceSpec> spec = text(
                        specFile,
                        "There is no such file. Name the folder of a service, or make one with: slipway new orders")
                .flatMap(text -> YamlFile.read(specFile.toString(), text, problems))
                .flatMap(this::spec);
        Optional<Playbook> playbook = playbook();
        if (spec.isPresent() && playbook.isPresent()) {
            Layers.check(spec.get(), playbook.get(), playbookFile().toString(), problems);
        }
        problems.throwIfAny();
        return new Deployable(folder, spec.orElseThrow(), playbook.orElseThrow());
    }

    private Optional<ServiceSpec> spec(Mapping file) {
        Fields fields = new Fields(file, "", problems);
        Optional<String> name = fields.required("name", Rule::name, "orders");
        Optional<String> team = fields.optional("team", Rule::label, "shop");
        Optional<String> artifact = fields.required("artifact", Rule::file, "target/orders.jar");
        Optional<String> route = fields.optional("route", Rule::route, "/orders");
        Health health = health(fields);
        Map<String, EnvironmentKey> variables = new EnvironmentReader(problems).read(fields.section("environment"));
        Map<Place, SettingDeclaration> settings = new SettingsReader(problems).read(fields.section("settings"));
        fields.done();
        Layers.checkOnce(variables, settings, problems);
        return Optional.of(new ServiceSpec(
                name.orElse(""),
                team.orElse(null),
                artifact.orElse(""),
                route.orElse(null),
                health,
                variables,
                List.copyOf(settings.values())));
    }

    private Health health(Fields fields) {
        Mapping section = fields.section("health");
        Fields health = new Fields(section, "health.", problems);
        Optional<String> path = health.required("path", Rule::urlPath, "/actuator/health/readiness");
        Optional<Duration> interval = health.optional("interval", Rule::wholeSeconds, "1s");
        health.done();
        return new Health(path.orElse("/"), interval.orElse(Duration.ofSeconds(1)));
    }

    private Optional<Playbook> playbook() {
        try {
            Rule.label(environment);
        } catch (IllegalArgumentException e) {
            problems.add(
                    Place.whole(folder.resolve("playbooks").toString()),
                    "the environment " + Quoted.of(environment) + " is " + e.getMessage());
            return Optional.empty();
        }
        return text(playbookFile(), "There is no such file. " + otherPlaybooks())
                .flatMap(text -> YamlFile.read(playbookFile().toString(), text, problems))
                .map(this::playbook);
    }

    private Playbook playbook(Mapping file) {
        Fields fields = new Fields(file, "", problems);
        Optional<Integer> instances = fields.required("instances", Rule::instances, "2");
        Optional<Double> cpus = fields.required("cpus", Rule::cpus, "0.5");
        Optional<Integer> memory = fields.required("memory", Rule::memory, "256");
        Map<String, EnvironmentKey> variables = new EnvironmentReader(problems).read(fields.section("environment"));
        fields.done();
        return new Playbook(environment, instances.orElse(0), cpus.orElse(0.0), memory.orElse(0), variables);
    }

    private Path playbookFile() {
        return folder.resolve("playbooks").resolve(environment + ".yml");
    }

    private String otherPlaybooks() {
        try (Stream<Path> files = Files.list(folder.resolve("playbooks"))) {
            List<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yml"))
                    .map(name -> name.substring(0, name.length() - ".yml".length()))
                    .toList();
            return Suggestion.instead(environment, names) + " Name it with -e, or write the file.";
        } catch (IOException e) {
            return "Write it: instances, cpus, memory, and values for the keys under environment.";
        }
    }

    private Optional<String> text(Path file, String whenMissing) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.add(Place.whole(file.toString()), whenMissing);
        } catch (MalformedInputException e) {
            problems.add(Place.whole(file.toString()), "This is no text in UTF-8. Save it as such.");
        } catch (IOException e) {
            problems.add(Place.whole(file.toString()), "It cannot be read: " + Quoted.of(e.toString()) + ".");
        }
        return Optional.empty();
    }
}
