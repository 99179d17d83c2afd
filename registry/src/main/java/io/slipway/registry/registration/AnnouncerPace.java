package io.slipway.registry.registration;

import java.time.Duration;

/**
 * Sets the times of an announcer.
 *
 * @param look between two looks, give or take a fifth
 * @param firstRetry the pause after the first failure; doubled after each further one
 * @param longestRetry where doubling ends
 * @param goodbye the longest a withdrawal may keep its caller waiting
 */
record AnnouncerPace(Duration look, Duration firstRetry, Duration longestRetry, Duration goodbye) {

    static final AnnouncerPace DEFAULT = new AnnouncerPace(
            Duration.ofSeconds(15), Duration.ofMillis(250), Duration.ofSeconds(15), Duration.ofSeconds(2));
}
