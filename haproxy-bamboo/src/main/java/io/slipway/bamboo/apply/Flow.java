package io.slipway.bamboo.apply;

/**
 * Counts the traffic of one task.
 *
 * @param sessions running now
 * @param requests sent to it since it was given its slot
 * @param errors answers of 500 and above among them
 * @param perSecond requests, between the last two readings
 */
public record Flow(int sessions, long requests, long errors, double perSecond) {

    public static final Flow NONE = new Flow(0, 0, 0, 0);
}
