/**
 * Speaks Marathon's HTTP API and follows its event stream.
 *
 * <pre>{@code
 * try (Marathon marathon = MarathonClient.connect(List.of(URI.create("http://127.0.0.1:9602")))) {
 *     marathon.create(AppSpec.of(AppId.of("/shop/orders")).withCmd("exec java -jar orders.jar"));
 *     marathon.listen(event -> log.info("{}", event), () -> log.info("connected"));
 * }
 * }</pre>
 */
@NullMarked
package io.slipway.marathon.http;

import org.jspecify.annotations.NullMarked;
