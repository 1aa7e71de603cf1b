package dev.mvq.repl;

import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.ask.PlainEnglish;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.dsl.run.MvqLinter;
import dev.mvq.runtime.engine.Mvq;

/** Opens the engine over a store, and the language over the engine. */
final class EngineOpener implements Opener {
    @Override
    public OpenStore open(OpenRequest request) {
        Mvq engine = Mvq.open(request.store(), request.environment(), request.workingFolder(), request.progress());
        Surroundings surroundings = Surroundings.of(request.workingFolder())
                .with(request.parameters())
                .with(new PlainEnglish())
                .asking(request.consent());
        return new OpenStore(
                new MvqInterpreter(() -> engine, surroundings),
                MvqLinter.over(engine, request.workingFolder()),
                engine::collect,
                engine::close);
    }
}
