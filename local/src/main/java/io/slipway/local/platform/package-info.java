/**
 * Starts, watches and stops the platform's parts on one machine: as one object, or as a daemon that commands find again.
 *
 * <pre>{@code
 * Home home = Home.at(Path.of(".slipway"));
 * RunningPlatform platform = new DaemonStart(home, new Addresses(9600), haproxy).run();
 * platform.addresses().edge("/orders/42");
 * new DaemonStop(home).run();
 * }</pre>
 */
@NullMarked
package io.slipway.local.platform;

import org.jspecify.annotations.NullMarked;
