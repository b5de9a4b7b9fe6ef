using BenchmarkDotNet.Attributes;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Benchmarks;

/// <summary>CEL over a tape, as a control runs.</summary>
public class CelBenchmarks
{
    private const string Macro = "pod.spec.containers.all(c, c.securityContext.privileged == false)";
    private const string LongMacro = "pod.spec.containers.all(c, !has(c.securityContext) || c.securityContext.privileged == false)";
    private const string Control = "!container.?securityContext.?privileged.orValue(false) && container.image.contains(':')";

    private CelEnvironment _environment = null!;
    private CelFrame _frame = null!;
    private CelProgram _compare = null!;
    private CelProgram _macro = null!;
    private CelProgram _longMacro = null!;
    private CelProgram _control = null!;

    /// <summary>A pod of ten containers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var containers = string.Join('\n', Enumerable.Range(0, 10).Select(i =>
            $"  - name: c{i}\n    image: registry.example/app:{i}\n    securityContext:\n      privileged: false"));
        var text = $"apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  hostNetwork: false\n  containers:\n{containers}\n";
        var pod = DocumentReader.Read("pod.yaml", text).Documents[0].Root;
        var values = new TapeValues(pod.Tape);
        _environment = new CelEnvironmentBuilder()
            .Symbols(TapeValues.Symbol)
            .Library(CelLibraries.Optionals(2))
            .Variable("pod", CelType.Dyn)
            .Variable("container", CelType.Dyn)
            .Build();
        _frame = new CelFrame(_environment) { ["pod"] = values.Of(pod), ["container"] = values.Of(pod["spec"]["containers"][0]) };
        _compare = Compile("pod.spec.hostNetwork == false");
        _macro = Compile(Macro);
        _longMacro = Compile(LongMacro);
        _control = Compile(Control);
    }

    /// <summary>One field of a tape against a constant.</summary>
    [Benchmark]
    public bool CompareField() => _compare.Evaluate(_frame).IsTrue;

    /// <summary>A macro over ten containers.</summary>
    [Benchmark]
    public bool TenContainers() => _macro.Evaluate(_frame).IsTrue;

    /// <summary>A macro of two conditions over ten containers.</summary>
    [Benchmark]
    public bool TenContainersTwice() => _longMacro.Evaluate(_frame).IsTrue;

    /// <summary>A typical control.</summary>
    [Benchmark]
    public bool TypicalControl() => _control.Evaluate(_frame).IsTrue;

    /// <summary>Parse, check and plan of a typical control.</summary>
    [Benchmark]
    public CelProgram? CompileControl() => _environment.Compile(Control).Program;

    private CelProgram Compile(string text) => _environment.Compile(text).Program ?? throw new InvalidOperationException(text);
}
