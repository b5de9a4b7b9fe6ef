using Redoubt.Catalog.Views;

namespace Redoubt.Catalog.Judge;

/// <summary>The controls that are asked in one view, by their numbers.</summary>
internal sealed record ViewControls(SubjectView View, int[] Controls);
