namespace Redoubt.EndToEnd;

/// <summary>Tests that change what runs on this machine, or look at all of it, run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ThisMachine
{
    public const string Name = "this machine";
}
