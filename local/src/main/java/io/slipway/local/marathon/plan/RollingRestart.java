package io.slipway.local.marathon.plan;

import io.slipway.marathon.UpgradeStrategy;

/**
 * Computes whom an upgrade starts and kills next: Marathon's RestartApplication (contract, A5), seen as a function of
 * what is there now, so that it may be asked again after any event.
 *
 * <p>Two deliberate improvements: an instance counts as healthy by whatever checks its app has, and an upgrade that
 * has no room for a new instance sacrifices the unhealthy old ones; Marathon 1.10 hangs in both cases.
 *
 * @param instances how many are wanted; positive
 * @param maxCapacity how many may exist at any time
 * @param killsAtOnce how many old ones may go before any new one is ok
 * @param old how many there were of the old version
 */
public record RollingRestart(int instances, int maxCapacity, int killsAtOnce, int old) {

    /**
     * Shows an upgrade on its way.
     *
     * @param oldAlive old instances that are not terminal yet
     * @param oldSentenced old instances that are being killed or have ended
     * @param started instances of the new version
     * @param ok those of them that count as ready
     */
    public record Progress(int oldAlive, int oldSentenced, int started, int ok) {}

    /** Says what to do now; starting comes before killing. */
    public record Decision(int start, int kill, boolean done) {}

    /**
     * Begins an upgrade.
     *
     * @param current instances of any version
     * @param old those of the old version
     * @param healthy instances of any version that are considered healthy
     */
    public static RollingRestart begin(int instances, UpgradeStrategy strategy, int current, int old, int healthy) {
        int minHealthy = (int) Math.ceil(instances * strategy.minimumHealthCapacity());
        int maxCapacity = (int) (instances * (1 + strategy.maximumOverCapacity()));
        int kills = Math.max(0, healthy - minHealthy);
        if (minHealthy == maxCapacity && maxCapacity <= healthy) {
            maxCapacity++;
        }
        if (instances < current) {
            kills = Math.max(kills, current - instances);
        }
        if (maxCapacity <= current - kills) {
            // No room for a new one, ever: the unhealthy go too, and the healthy that are more than needed.
            kills = current - healthy + Math.max(0, healthy - minHealthy);
        }
        return new RollingRestart(instances, maxCapacity, kills, old);
    }

    public Decision next(Progress now) {
        int room = Math.max(0, maxCapacity - now.oldAlive() - now.started());
        int start = Math.max(0, Math.min(instances - now.started(), room));
        int allowed = Math.min(old, killsAtOnce + now.ok());
        int kill = Math.max(0, allowed - now.oldSentenced());
        return new Decision(start, kill, now.ok() >= instances && now.oldAlive() == 0);
    }
}
