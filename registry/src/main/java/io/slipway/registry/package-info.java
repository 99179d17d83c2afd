/**
 * Names what a service says to, and learns from, an outside registry.
 *
 * <pre>{@code
 * Registry registry = ConsulRegistry.connect(ConsulRegistry.address("127.0.0.1:8500"));
 * Announcer announcer = Announcer.start(registry, new Registration(instance, check, Duration.ofMinutes(10)));
 * Live<OrdersSettings> settings = SettingsStore.open(registry, "orders").live(OrdersSettings.class);
 * InventoryApi inventory = ServiceClients.over(Discovery.over(registry), metrics).create(InventoryApi.class);
 * Item item = inventory.find("42"); // an instance from memory, a Hystrix command around the call
 * }</pre>
 */
@NullMarked
package io.slipway.registry;

import org.jspecify.annotations.NullMarked;
