namespace Redoubt.Network.Labels;

/// <summary>How a selector compares a label's value.</summary>
internal enum LabelTest
{
    /// <summary>It is one of the values.</summary>
    Is,

    /// <summary>It has one of them in it.</summary>
    Contains,

    /// <summary>It starts with one of them.</summary>
    StartsWith,

    /// <summary>It ends with one of them.</summary>
    EndsWith,

    /// <summary>No label is asked: whether something lives outside of every namespace.</summary>
    IsOfCluster,
}
