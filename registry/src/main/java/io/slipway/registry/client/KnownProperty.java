package io.slipway.registry.client;

import java.util.List;
import java.util.Optional;

/**
 * Knows a property of Hystrix 1.5, or one of our own beside them, and which texts it takes.
 *
 * @param name what follows {@code hystrix.<kind>.<key>.}
 */
record KnownProperty(Kind kind, String name, Type type, int least, int most) {

    /** The largest timeout that makes sense: an hour. */
    static final int LONGEST_MILLIS = 3_600_000;

    static final String TIMEOUT = "execution.isolation.thread.timeoutInMilliseconds";
    static final String TIMEOUT_ENABLED = "execution.timeout.enabled";
    static final String STRATEGY = "execution.isolation.strategy";
    static final String CONCURRENCY = "execution.isolation.semaphore.maxConcurrentRequests";
    static final String FALLBACK_CONCURRENCY = "fallback.isolation.semaphore.maxConcurrentRequests";
    static final String REQUEST_CACHE = "requestCache.enabled";
    static final String REQUEST_LOG = "requestLog.enabled";
    /** Ours: how often a call is tried again. */
    static final String RETRIES = "retries";

    static final String CORE_SIZE = "coreSize";

    private static final int ANY = Integer.MAX_VALUE;
    private static final List<KnownProperty> ALL = List.of(
            flag(Kind.COMMAND, "circuitBreaker.enabled"),
            number(Kind.COMMAND, "circuitBreaker.requestVolumeThreshold", 0, ANY),
            number(Kind.COMMAND, "circuitBreaker.sleepWindowInMilliseconds", 0, ANY),
            number(Kind.COMMAND, "circuitBreaker.errorThresholdPercentage", 0, 100),
            flag(Kind.COMMAND, "circuitBreaker.forceOpen"),
            flag(Kind.COMMAND, "circuitBreaker.forceClosed"),
            new KnownProperty(Kind.COMMAND, STRATEGY, Type.STRATEGY, 0, 0),
            number(Kind.COMMAND, TIMEOUT, 1, LONGEST_MILLIS),
            flag(Kind.COMMAND, TIMEOUT_ENABLED),
            flag(Kind.COMMAND, "execution.isolation.thread.interruptOnTimeout"),
            flag(Kind.COMMAND, "execution.isolation.thread.interruptOnFutureCancel"),
            number(Kind.COMMAND, CONCURRENCY, 0, ANY),
            number(Kind.COMMAND, FALLBACK_CONCURRENCY, 0, ANY),
            flag(Kind.COMMAND, "fallback.enabled"),
            number(Kind.COMMAND, "metrics.rollingStats.timeInMilliseconds", 1, ANY),
            number(Kind.COMMAND, "metrics.rollingStats.numBuckets", 1, ANY),
            flag(Kind.COMMAND, "metrics.rollingPercentile.enabled"),
            number(Kind.COMMAND, "metrics.rollingPercentile.timeInMilliseconds", 1, ANY),
            number(Kind.COMMAND, "metrics.rollingPercentile.numBuckets", 1, ANY),
            number(Kind.COMMAND, "metrics.rollingPercentile.bucketSize", 1, ANY),
            number(Kind.COMMAND, "metrics.healthSnapshot.intervalInMilliseconds", 1, ANY),
            flag(Kind.COMMAND, REQUEST_CACHE),
            flag(Kind.COMMAND, REQUEST_LOG),
            new KnownProperty(Kind.COMMAND, "threadPoolKeyOverride", Type.TEXT, 0, 0),
            number(Kind.COMMAND, RETRIES, 0, 5),
            number(Kind.THREADPOOL, CORE_SIZE, 1, ANY),
            number(Kind.THREADPOOL, "maximumSize", 1, ANY),
            flag(Kind.THREADPOOL, "allowMaximumSizeToDivergeFromCoreSize"),
            number(Kind.THREADPOOL, "keepAliveTimeMinutes", 1, ANY),
            number(Kind.THREADPOOL, "maxQueueSize", -1, ANY),
            number(Kind.THREADPOOL, "queueSizeRejectionThreshold", 0, ANY),
            number(Kind.THREADPOOL, "metrics.rollingStats.timeInMilliseconds", 1, ANY),
            number(Kind.THREADPOOL, "metrics.rollingStats.numBuckets", 1, ANY),
            number(Kind.COLLAPSER, "maxRequestsInBatch", 1, ANY),
            number(Kind.COLLAPSER, "timerDelayInMilliseconds", 1, ANY),
            flag(Kind.COLLAPSER, REQUEST_CACHE),
            number(Kind.COLLAPSER, "metrics.rollingStats.timeInMilliseconds", 1, ANY),
            number(Kind.COLLAPSER, "metrics.rollingStats.numBuckets", 1, ANY),
            flag(Kind.COLLAPSER, "metrics.rollingPercentile.enabled"),
            number(Kind.COLLAPSER, "metrics.rollingPercentile.timeInMilliseconds", 1, ANY),
            number(Kind.COLLAPSER, "metrics.rollingPercentile.numBuckets", 1, ANY),
            number(Kind.COLLAPSER, "metrics.rollingPercentile.bucketSize", 1, ANY));

    /** Tells what a property is about. */
    enum Kind {
        COMMAND("hystrix.command."),
        THREADPOOL("hystrix.threadpool."),
        COLLAPSER("hystrix.collapser.");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /** Tells what a text must be. */
    enum Type {
        FLAG,
        NUMBER,
        STRATEGY,
        TEXT
    }

    private static KnownProperty flag(Kind kind, String name) {
        return new KnownProperty(kind, name, Type.FLAG, 0, 0);
    }

    private static KnownProperty number(Kind kind, String name, int least, int most) {
        return new KnownProperty(kind, name, Type.NUMBER, least, most);
    }

    /** Finds the property that a whole name ends with; keys hold dots of their own. */
    static Optional<KnownProperty> in(String fullName) {
        return ALL.stream()
                .filter(known -> fullName.startsWith(known.kind.prefix)
                        && fullName.endsWith("." + known.name)
                        && fullName.length() > known.kind.prefix.length() + known.name.length() + 1)
                .findFirst();
    }

    static String ofCommand(String key, String name) {
        return Kind.COMMAND.prefix + key + "." + name;
    }

    static String ofThreadPool(String key, String name) {
        return Kind.THREADPOOL.prefix + key + "." + name;
    }

    static boolean isCoreSize(String fullName) {
        return fullName.startsWith(Kind.THREADPOOL.prefix) && fullName.endsWith("." + CORE_SIZE);
    }

    /** Returns the key of the pool whose core size a property is. */
    static String poolKey(String fullName) {
        return fullName.substring(Kind.THREADPOOL.prefix.length(), fullName.length() - CORE_SIZE.length() - 1);
    }

    /** Returns where what holds for all keys is said. */
    String forAll() {
        return kind.prefix + "default." + name;
    }

    /** @throws IllegalArgumentException whose message goes on after "is refused: " */
    void check(String text) {
        switch (type) {
            case FLAG -> require(text.equals("true") || text.equals("false"), "neither true nor false");
            case STRATEGY -> require(text.equals("THREAD") || text.equals("SEMAPHORE"), "neither THREAD nor SEMAPHORE");
            case TEXT -> require(!text.isBlank(), "empty");
            case NUMBER -> checkNumber(text);
        }
    }

    private void checkNumber(String text) {
        int number;
        try {
            number = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a whole number", e);
        }
        require(number >= least, "less than " + least);
        require(number <= most, "more than " + most);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
