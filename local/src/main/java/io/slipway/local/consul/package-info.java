/**
 * Embeds a Consul agent that Consul's own clients cannot tell from Consul.
 *
 * <pre>{@code
 * try (EmbeddedConsul consul = EmbeddedConsul.start(EmbeddedConsul.Options.inMemory())) {
 *     Consul client = Consul.builder().withUrl(consul.uri().toString()).build();
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.local.consul;

import org.jspecify.annotations.NullMarked;
