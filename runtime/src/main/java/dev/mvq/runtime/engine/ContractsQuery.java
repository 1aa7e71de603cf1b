package dev.mvq.runtime.engine;

import java.time.LocalDate;
import java.util.Optional;

/**
 * {@code SHOW CONTRACTS}: the catalogue.
 *
 * @param like pattern over the printed name, {@code %} for any characters; {@code _} is literal
 * @param at only contracts with data on that day
 */
public record ContractsQuery(Optional<String> like, Optional<LocalDate> at) {}
