package io.slipway.bamboo.apply;

/**
 * Counts the traffic of one task.
 *
 * @param sessions running now
 * @param requests sent to it since it was given its slot
 * @param errors answers of 500 and above among them
 * @param perSecond requests, between the last two readings
 * @param millis the mean time to its answer, over the last 1,024 requests of its slot
 */
public record Flow(int sessions, long requests, long errors, double perSecond, long millis) {

    public static final Flow NONE = new Flow(0, 0, 0, 0, 0);
}
