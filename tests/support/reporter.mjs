import { writeFileSync } from "node:fs";

/** Writes what a run found to the file `AIOPS_TEST_REPORT`: every test with its state, every file with its whole duration. */
export default class TallyReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const files = modules.map((module) => {
      const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
        module.diagnostic();
      return {
        path: module.relativeModuleId,
        ms: environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration,
        errors: module.errors().map(({ message }) => message),
        tests: [...module.children.allTests()].map((test) => ({
          name: test.fullName,
          state: test.result().state,
        })),
        suiteErrors: [...module.children.allSuites()].flatMap((suite) =>
          suite.errors().map(({ message }) => message),
        ),
      };
    });
    const errors = unhandledErrors.map(({ message }) => message);
    writeFileSync(process.env.AIOPS_TEST_REPORT, JSON.stringify({ files, errors }));
  }
}
