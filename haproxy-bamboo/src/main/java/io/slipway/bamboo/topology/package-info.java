/** Decides, from what Marathon and Consul say and nothing else, which routes lead to which servers. */
@NullMarked
package io.slipway.bamboo.topology;

import org.jspecify.annotations.NullMarked;
