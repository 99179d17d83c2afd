package io.slipway.registry.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets how the methods of a client are called, or one of them, where it is not as for all clients.
 *
 * <p>On a method it wins over the same on the interface; Hystrix's properties, from KV or from Spring's environment, win over
 * both.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface CallOptions {

    /** How long a call may take with all its tries; 0 for as long as all clients' calls. */
    int timeoutMillis() default 0;

    /**
     * How many calls of a method may run at a time; 0 for as many as of all clients.
     *
     * <p>On the interface it is also the size of the thread pool, for methods isolated by {@link Isolation#THREAD}.
     */
    int concurrency() default 0;

    /** On whose thread a call runs. */
    Isolation isolation() default Isolation.AS_ALL;

    /** How often at most a call is tried again where that is safe; -1 for as often as all clients' calls. */
    int retries() default -1;

    /** Tells on whose thread a call runs. */
    enum Isolation {
        /** As all clients' calls. */
        AS_ALL,
        /** On the thread of its caller: the cheaper one. */
        SEMAPHORE,
        /** On a pool of the interface, so that the caller is freed in time even where a call cannot be ended. */
        THREAD
    }
}
