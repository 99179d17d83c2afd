/** Compares what Marathon, Consul and the edge each say of the services, and says where they disagree. */
@NullMarked
package io.slipway.launcher.status;

import org.jspecify.annotations.NullMarked;
