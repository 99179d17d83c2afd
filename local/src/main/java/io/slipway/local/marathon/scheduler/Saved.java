package io.slipway.local.marathon.scheduler;

import io.slipway.local.marathon.state.World;
import java.util.Map;

/**
 * Is what a scheduler must know again after it was killed.
 *
 * @param notes how far each deployment's actions are, by its id
 */
record Saved(World world, Map<String, Notes> notes) {

    static final Saved NOTHING = new Saved(World.EMPTY, Map.of());

    Saved {
        notes = Map.copyOf(notes);
    }
}
