package io.slipway.registry.registration;

import java.time.Duration;

/**
 * Sets the times of an announcer.
 *
 * @param look between two looks, give or take a fifth
 * @param firstRetry the pause after the first failure; doubled after each further one
 * @param longestRetry where doubling ends
 * @param goodbye the longest that retiring or withdrawing may keep its caller waiting
 * @param exam how long a service may think about how it is
 */
record AnnouncerPace(Duration look, Duration firstRetry, Duration longestRetry, Duration goodbye, Duration exam) {

    static final AnnouncerPace DEFAULT = new AnnouncerPace(
            Duration.ofSeconds(15),
            Duration.ofMillis(250),
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));
}
