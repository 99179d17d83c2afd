package io.slipway.registry.client;

import com.netflix.hystrix.HystrixThreadPoolKey;
import com.netflix.hystrix.HystrixThreadPoolMetrics;
import java.util.Collection;
import java.util.Objects;

/**
 * Lets Hystrix's thread pools grow while they run.
 *
 * <p>Hystrix 1.5 sets a larger core size before the maximum size, which Java refuses since 9: every call of the pool would
 * fail from then on.
 */
final class PoolRoom {

    private static final String OF_ALL = KnownProperty.ofThreadPool("default", KnownProperty.CORE_SIZE);

    private PoolRoom() {}

    /**
     * Makes room for the size that a property is about to have.
     *
     * @param all the names of all properties that Hystrix asked for, among them the core size of every pool there is
     */
    static void make(String property, int size, Collection<String> all) {
        all.stream()
                .filter(name -> property.equals(OF_ALL) ? KnownProperty.isCoreSize(name) : name.equals(property))
                .map(KnownProperty::poolKey)
                .map(HystrixThreadPoolKey.Factory::asKey)
                .map(HystrixThreadPoolMetrics::getInstance)
                .filter(Objects::nonNull)
                .map(HystrixThreadPoolMetrics::getThreadPool)
                .filter(pool -> pool.getMaximumPoolSize() < size)
                .forEach(pool -> pool.setMaximumPoolSize(size));
    }
}
