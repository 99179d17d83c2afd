package io.slipway.launcher.engine;

import io.slipway.launcher.spec.Quoted;
import io.slipway.launcher.spec.ServiceSpec;
import io.slipway.launcher.spec.SettingDeclaration;
import io.slipway.launcher.spec.SettingType;
import io.slipway.launcher.spec.SettingsDocument;
import io.slipway.launcher.spec.Suggestion;
import io.slipway.registry.KeyValue;
import io.slipway.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads and writes what a service lets be changed while it runs.
 *
 * <p>Values stand in KV below {@code config/<service>/}, the declarations that they are checked against at
 * {@code slipway/services/<service>/settings}, where a deployment leaves them.
 */
public final class ServiceSettings {

    // Every service has these, and no spec can name them all; what a value must be, each instance checks.
    private static final List<String> OPEN = List.of("logging.level.", "hystrix.");

    private final Registry registry;
    private final String service;
    private final Map<String, SettingDeclaration> declared;

    private ServiceSettings(Registry registry, String service, Map<String, SettingDeclaration> declared) {
        this.registry = registry;
        this.service = service;
        this.declared = declared;
    }

    /**
     * Shows one key.
     *
     * @param value what counts, unless {@code note} says otherwise
     * @param source {@code default}, or the KV key and its ModifyIndex
     * @param note what is wrong with it; empty when nothing is
     */
    public record Setting(String key, String value, String source, String note) {}

    /** Shows a change that was made. */
    public record Written(String key, String before, String after) {}

    /** @throws SettingsException if the service declared none */
    public static ServiceSettings of(Registry registry, String service) {
        String key = SettingsDocument.key(service);
        String json = Optional.of(service)
                .filter(ServiceSpec::isName)
                .flatMap(name -> registry.entry(key))
                .map(KeyValue::value)
                .orElseThrow(() -> new SettingsException("No settings of " + Quoted.of(service)
                        + " are declared. Write them under settings in its slipway.yml and deploy it."));
        try {
            return new ServiceSettings(registry, service, SettingsDocument.read(json));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "What stands at " + key + " in KV is " + e.getMessage() + " Deploy " + service + " again.");
        }
    }

    /** Returns every key that is declared or written, sorted. */
    public List<Setting> all() {
        Map<String, KeyValue> written = written();
        Map<String, Setting> settings = new TreeMap<>();
        declared.forEach((key, setting) -> settings.put(key, shown(setting, Optional.ofNullable(written.get(key)))));
        written.forEach((key, entry) -> settings.putIfAbsent(
                key,
                new Setting(
                        key, entry.value(), source(entry), isOpen(key) ? "" : "not declared: no instance reads it")));
        return List.copyOf(settings.values());
    }

    public Setting get(String key) {
        return shown(declaration(key), registry.entry(path(key)));
    }

    /**
     * Checks every value, then writes each over the version it was read at.
     *
     * @throws SettingsException if a key is unknown, a value is not allowed, or somebody else wrote meanwhile
     */
    public List<Written> set(Map<String, String> values) {
        String faults = values.entrySet().stream()
                .flatMap(entry -> fault(entry.getKey(), entry.getValue()).stream())
                .collect(Collectors.joining("\n"));
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        List<Written> written = new ArrayList<>();
        values.forEach((key, value) -> written.add(write(declaration(key), value)));
        return written;
    }

    /** Takes a value away, so that the default counts again; returns nothing if none was written. */
    public Optional<Written> unset(String key) {
        Optional<KeyValue> entry = registry.entry(path(key));
        String after = entry.isPresent() && !declared.containsKey(key)
                ? "nothing"
                : declaration(key).defaultText();
        entry.ifPresent(written -> registry.delete(written.key()));
        return entry.map(written -> new Written(key, written.value(), after));
    }

    private Written write(SettingDeclaration setting, String value) {
        Optional<KeyValue> before = registry.entry(path(setting.key()));
        long index = before.map(KeyValue::modifyIndex).orElse(0L);
        if (!registry.putIfUnchanged(path(setting.key()), value, index)) {
            throw new SettingsException("Somebody else changed " + setting.key()
                    + " meanwhile. Look at it with \"slipway" + " config get " + service + "\", and try again.");
        }
        return new Written(setting.key(), before.map(KeyValue::value).orElse(setting.defaultText()), value);
    }

    private Optional<String> fault(String key, String value) {
        SettingDeclaration setting = declared.get(key);
        if (isOpen(key)) {
            return Optional.empty();
        }
        return setting == null
                ? Optional.of(unknown(key))
                : setting.fault(value).map(fault -> key + ": " + fault + " It is: " + setting + ".");
    }

    private SettingDeclaration declaration(String key) {
        SettingDeclaration setting = declared.get(key);
        if (setting == null && isOpen(key)) {
            return new SettingDeclaration(key, SettingType.STRING, "", null, null);
        }
        if (setting == null) {
            throw new SettingsException(unknown(key));
        }
        return setting;
    }

    private static boolean isOpen(String key) {
        return OPEN.stream().anyMatch(prefix -> key.startsWith(prefix) && key.length() > prefix.length());
    }

    private String unknown(String key) {
        return service + " has no setting " + Quoted.of(key) + ". " + Suggestion.instead(key, declared.keySet());
    }

    private Setting shown(SettingDeclaration setting, Optional<KeyValue> entry) {
        if (entry.isEmpty()) {
            return new Setting(setting.key(), setting.defaultText(), "default", "");
        }
        String note = setting.fault(entry.get().value())
                .map(fault -> "refused by every instance: " + fault)
                .orElse("");
        return new Setting(setting.key(), entry.get().value(), source(entry.get()), note);
    }

    private static String source(KeyValue entry) {
        return entry.key() + ", index " + entry.modifyIndex();
    }

    private Map<String, KeyValue> written() {
        String folder = path("");
        Map<String, KeyValue> written = new TreeMap<>();
        registry.entries(folder, 0, Duration.ZERO)
                .value()
                .forEach((key, entry) -> written.put(key.substring(folder.length()), entry));
        written.remove("");
        return written;
    }

    private String path(String key) {
        return "config/" + service + "/" + key;
    }
}
