package io.slipway.marathon.http;

/** Says how to speak to Marathon: who one is, whom one trusts, how long one waits. */
public record Options(Credentials credentials, Tls tls, Timing timing) {

    /** No credentials, the JDK's own authorities, {@link Timing#DEFAULT}. */
    public static final Options DEFAULT = new Options(Credentials.NONE, Tls.OF_THE_JDK, Timing.DEFAULT);

    public Options with(Credentials other) {
        return new Options(other, tls, timing);
    }

    public Options with(Tls other) {
        return new Options(credentials, other, timing);
    }

    public Options with(Timing other) {
        return new Options(credentials, tls, other);
    }
}
