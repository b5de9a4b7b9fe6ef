namespace Redoubt.Yaml.Tests;

/// <summary>Counts; keeps the last problem.</summary>
internal struct CountingVisitor : IYamlVisitor
{
    public int Keys { get; private set; }

    public int Values { get; private set; }

    public YamlProblem? Problem { get; private set; }

    public readonly void DocumentStart(in YamlDocument document)
    {
    }

    public readonly void DocumentEnd(in YamlDocument document)
    {
    }

    public void MappingStart(in YamlCollection mapping) => Values++;

    public readonly void MappingEnd(int end)
    {
    }

    public void SequenceStart(in YamlCollection sequence) => Values++;

    public readonly void SequenceEnd(int end)
    {
    }

    public void Key(in YamlKey key) => Keys++;

    public void Scalar(in YamlScalar scalar) => Values++;

    readonly void IYamlVisitor.Ambiguity(in Ambiguity ambiguity)
    {
    }

    void IYamlVisitor.Problem(in YamlProblem problem) => Problem = problem;
}
