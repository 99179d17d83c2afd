package io.slipway.launcher.cli;

import io.slipway.local.platform.Addresses;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --port-base}. */
final class PortBase implements ITypeConverter<Addresses> {

    @Override
    public Addresses convert(String value) {
        try {
            return new Addresses(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not a number");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
