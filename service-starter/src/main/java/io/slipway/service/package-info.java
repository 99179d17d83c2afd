/**
 * Wires the platform into a Spring Boot service; auto-configuration wires and decides nothing.
 *
 * <pre>{@code
 * @RestController
 * class OrdersController {
 *     OrdersController(Live<OrdersSettings> settings, InventoryApi inventory, Identity identity) { ... }
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.service;

import org.jspecify.annotations.NullMarked;
