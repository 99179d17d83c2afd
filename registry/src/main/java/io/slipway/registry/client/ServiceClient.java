package io.slipway.registry.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a Retrofit interface as the client of a service that discovery finds. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServiceClient {

    /** The name under which the service is registered. */
    String value();

    /** Answers in place of the service when a call fails; implements the interface. {@code void} for none. */
    Class<?> fallback() default void.class;
}
