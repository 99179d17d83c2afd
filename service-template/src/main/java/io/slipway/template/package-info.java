/**
 * Turns the description of a service into its files.
 *
 * <pre>{@code
 * ServiceDescription orders = ServiceDescription.named("orders").calls(List.of("inventory")).build();
 * GeneratedService service = new ServiceGenerator().generate(orders, Path.of("shop"));
 * service.folder(); // shop/orders
 * }</pre>
 */
@NullMarked
package io.slipway.template;

import org.jspecify.annotations.NullMarked;
