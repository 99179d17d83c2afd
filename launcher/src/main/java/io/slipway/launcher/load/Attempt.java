package io.slipway.launcher.load;

/**
 * Records one request: it was sent once, and this came of it.
 *
 * <p>Times are nanoseconds since the load began. Latency counts from the planned start: a late start is part of it, as it
 * would be for a user.
 *
 * @param number counts the requests of a load from 0
 * @param planned when it was to be sent
 * @param sent when it was; later than planned where the generator itself was late
 * @param ended when the answer was complete, or its absence certain
 */
public record Attempt(long number, Request request, long planned, long sent, long ended, Outcome outcome) {

    /** Tells whether it was on its way at some moment between the two. */
    public boolean inFlight(long from, long to) {
        return sent <= to && ended >= from;
    }
}
