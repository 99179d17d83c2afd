/** Lets several edges know of each other through the registry; none needs to, to be right. */
@NullMarked
package io.slipway.bamboo.fleet;

import org.jspecify.annotations.NullMarked;
