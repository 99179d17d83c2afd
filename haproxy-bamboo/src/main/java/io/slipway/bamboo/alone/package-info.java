/** Runs the edge as a process of its own: any Marathon, any Consul, one file. */
@NullMarked
package io.slipway.bamboo.alone;

import org.jspecify.annotations.NullMarked;
