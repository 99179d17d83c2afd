/** Is Marathon's face: paths, parameters, headers and bodies, over snapshots of the scheduler's world. */
@NullMarked
package io.slipway.local.marathon.rest;

import org.jspecify.annotations.NullMarked;
