package io.slipway.bench.registry;

/** Names the ways in which the same call is made. */
enum CallWay {
    OKHTTP("OkHttp + Jackson"),
    RETROFIT("Retrofit"),
    PICK("Retrofit + our pick"),
    CHAIN("whole chain, on the caller's thread"),
    POOLED_CHAIN("whole chain, on a thread of Hystrix's"),
    SPRING_CLOUD("Spring Cloud LoadBalancer + RestClient (JDK client)");

    private final String description;

    CallWay(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
