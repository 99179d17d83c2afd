/**
 * Starts, watches and stops the platform's parts on one machine: as one object, or as a daemon that commands find again.
 *
 * <pre>{@code
 * Home home = Home.at(Path.of(".slipway"));
 * Platform.Options options = new Platform.Options(home, new Addresses(9600), "haproxy", false);
 * RunningPlatform platform = new DaemonStart(options).run().platform();
 * platform.addresses().edge("/orders/42");
 * new DaemonStop(home).run();
 * }</pre>
 */
@NullMarked
package io.slipway.local.platform;

import org.jspecify.annotations.NullMarked;
