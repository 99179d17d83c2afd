/** Listens to Marathon and Consul, and holds the last good word of each. */
@NullMarked
package io.slipway.bamboo.source;

import org.jspecify.annotations.NullMarked;
