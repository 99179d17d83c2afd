package io.slipway.local.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class with a Consul agent in its JVM.
 *
 * <p>The system property {@code CONSUL_HTTP_ADDR} holds the agent's address ({@code host:port}) before the class is made
 * and until its tests are over, so that the context of a {@code @SpringBootTest}, or whatever else follows Consul's own variable, finds it. Tests and
 * constructors may have parameters of the types {@link io.slipway.local.consul.EmbeddedConsul}, {@link java.net.URI} (the
 * agent's) and {@link io.slipway.registry.Registry} (connected to it, and closed after the test).
 *
 * <pre>{@code
 * @SlipwayTest
 * class OrdersTest {
 *     @Test
 *     void ordersAreKept(Registry registry) {
 *         registry.put("config/orders/page-size", "20");
 *     }
 * }
 * }</pre>
 *
 * <p>All classes of a JVM share one agent, which forgets everything before each of them: run them one after the other, as
 * JUnit does by default.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ConsulExtension.class)
public @interface SlipwayTest {

    /**
     * Says whether the agent forgets what earlier classes told it.
     *
     * <p>A class that takes over another's cached Spring context may want to take over that context's registration, too.
     */
    boolean forgetful() default true;
}
