package io.slipway.template;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Generates services from the template: the whole plan first, then one folder, moved into place when it is whole. */
public final class ServiceGenerator {

    private final ServiceTemplate template;

    public ServiceGenerator() {
        this(ServiceTemplate.packed());
    }

    ServiceGenerator(ServiceTemplate template) {
        this.template = template;
    }

    /**
     * Writes the service as a new folder named after it.
     *
     * @param into the folder that receives it; made where it is missing
     * @throws GenerationException when the folder exists or cannot be written; nothing is left then
     */
    public GeneratedService generate(ServiceDescription service, Path into) {
        Path folder = into.resolve(service.name());
        requireFree(service, folder);
        List<GeneratedFile> files = files(service);
        try (Scaffold scaffold = Scaffold.beside(folder)) {
            for (GeneratedFile file : files) {
                scaffold.write(file);
            }
            scaffold.moveIntoPlace();
        } catch (IOException e) {
            throw failed(service, folder, e);
        }
        return generated(folder, files);
    }

    /**
     * Tells what {@link #generate} would write: paths below the service's folder, sorted.
     *
     * @throws GenerationException when the folder exists
     */
    public GeneratedService plan(ServiceDescription service, Path into) {
        Path folder = into.resolve(service.name());
        requireFree(service, folder);
        return generated(folder, files(service));
    }

    /** The whole plan, sorted: nothing is written yet. */
    List<GeneratedFile> files(ServiceDescription service) {
        Map<String, Object> shared = ServiceValues.of(service, template.version());
        List<GeneratedFile> files = new ArrayList<>();
        for (Contributor contributor :
                List.of(new ServiceContributor(), new ImageContributor(), new CallContributor())) {
            files.addAll(print(contributor.name(), contributor.printings(service, shared)));
        }
        files.sort(Comparator.comparing(GeneratedFile::path));
        // Last, for it holds the hash of all others.
        Contributor receipt = new ReceiptContributor(files);
        files.addAll(print(receipt.name(), receipt.printings(service, shared)));
        files.sort(Comparator.comparing(GeneratedFile::path));
        return List.copyOf(files);
    }

    private List<GeneratedFile> print(String contributor, List<Map<String, Object>> printings) {
        List<TemplateFile> files = template.of(contributor);
        return printings.stream()
                .flatMap(values -> files.stream().map(file -> file.print(values)))
                .toList();
    }

    private static GeneratedService generated(Path folder, List<GeneratedFile> files) {
        return new GeneratedService(
                folder, files.stream().map(file -> Path.of(file.path())).toList());
    }

    private static void requireFree(ServiceDescription service, Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new GenerationException(
                    "Cannot generate " + service.name() + ": " + folder + " exists, and is left as it is."
                            + " Remove it, or generate into another folder.",
                    null);
        }
    }

    private static GenerationException failed(ServiceDescription service, Path folder, IOException cause) {
        return new GenerationException(
                "Cannot generate " + service.name() + " as " + folder + ": " + reason(cause)
                        + ". Nothing was left there. Generate into a folder that can be written to.",
                cause);
    }

    /** Java's own messages for files are often only the path. */
    private static String reason(IOException cause) {
        return cause instanceof FileSystemException
                ? cause.getClass().getSimpleName() + " " + cause.getMessage()
                : String.valueOf(cause.getMessage());
    }
}
