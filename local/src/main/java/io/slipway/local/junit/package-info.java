/** Gives JUnit tests a Consul agent: nothing to install, nothing to start, and a fresh one for every class. */
@NullMarked
package io.slipway.local.junit;

import org.jspecify.annotations.NullMarked;
