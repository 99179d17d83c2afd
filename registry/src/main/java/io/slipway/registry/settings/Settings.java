package io.slipway.registry.settings;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as settings that change while the service runs.
 *
 * <p>Component {@code pageSize} of {@code @Settings("orders")} in service {@code shop} is the KV entry
 * {@code config/shop/orders.page-size}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Settings {

    /** The prefix of every key. */
    String value();
}
