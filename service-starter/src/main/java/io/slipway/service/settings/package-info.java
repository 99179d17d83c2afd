/** Makes a bean of every settings record of the application, and holds every key to one layer. */
@NullMarked
package io.slipway.service.settings;

import org.jspecify.annotations.NullMarked;
