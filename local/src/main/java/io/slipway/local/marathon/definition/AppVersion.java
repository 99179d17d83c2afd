package io.slipway.local.marathon.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.marathon.AppId;

/**
 * Is one stored version of an app.
 *
 * <p>Versions are times, unique and increasing over all apps. Marathon promises neither: a rollback there gets the
 * time at which the server was started (contract, fact 8).
 *
 * @param lastScalingAt the version that last changed the number of instances
 * @param lastConfigChangeAt the version that last changed anything else; tasks on it and later ones are up to date
 */
public record AppVersion(AppDefinition definition, String version, String lastScalingAt, String lastConfigChangeAt) {

    /** Starts or restores an app: both times are the version's own. */
    public static AppVersion fresh(AppDefinition definition, String version) {
        return new AppVersion(definition, version, version, version);
    }

    public AppVersion reconfigured(AppDefinition next, String nextVersion) {
        return fresh(next, nextVersion);
    }

    public AppVersion scaled(int instances, String nextVersion) {
        return new AppVersion(definition.withInstances(instances), nextVersion, nextVersion, lastConfigChangeAt);
    }

    public AppVersion restarted(String nextVersion) {
        return new AppVersion(definition, nextVersion, lastScalingAt, nextVersion);
    }

    public AppId id() {
        return definition.id();
    }

    /** Shows it as Marathon does: the version stands between the older and the newer members. */
    public ObjectNode json(boolean withVersionInfo) {
        ObjectNode shown = Json.object();
        definition.json().properties().forEach(member -> {
            if (member.getKey().equals("killSelection")) {
                shown.put("version", version);
                if (withVersionInfo) {
                    shown.putObject("versionInfo")
                            .put("lastScalingAt", lastScalingAt)
                            .put("lastConfigChangeAt", lastConfigChangeAt);
                }
            }
            shown.set(member.getKey(), member.getValue());
        });
        return shown;
    }
}
