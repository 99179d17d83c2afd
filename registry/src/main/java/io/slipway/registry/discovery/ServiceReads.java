package io.slipway.registry.discovery;

import io.slipway.registry.Indexed;
import io.slipway.registry.ServiceInstance;
import io.slipway.registry.internal.Watch;
import java.util.List;
import java.util.function.Supplier;

/**
 * Asks the registry for one service.
 *
 * @param next waits for news, or for its turn
 * @param again asks at once, for an answer that is sure
 */
record ServiceReads(Watch.Read<List<ServiceInstance>> next, Supplier<Indexed<List<ServiceInstance>>> again) {}
