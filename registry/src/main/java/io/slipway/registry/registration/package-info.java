/** Announces this process: boot address, announce, look again, withdraw. */
@NullMarked
package io.slipway.registry.registration;

import org.jspecify.annotations.NullMarked;
