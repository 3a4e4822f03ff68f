package org.bactrian.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test that fails if these options lose their effect; {@link EffectsTest} demands one for each option. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface EffectOf {
    /** Options, by any of their names. */
    String[] value();
}
